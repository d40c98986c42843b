-- Removes a file's record and subtracts the file from what its uploader stores.
--
-- KEYS[1] hash   the file's record
-- KEYS[2] zset   files of the file's group, by time of upload in ms
-- KEYS[3] hash   number and size of the uploader's files
-- ARGV[1] string file's id
-- returns 1, or 0 if there was no such record

local file_key, group_key, used_key = unpack(KEYS)
local file = ARGV[1]

redis.call('ZREM', group_key, file)
local size = redis.call('HGET', file_key, 's')
if not size then return 0 end
redis.call('DEL', file_key)
redis.call('HINCRBY', used_key, 'b', '-' .. size)
if redis.call('HINCRBY', used_key, 'n', -1) <= 0 then redis.call('DEL', used_key) end
return 1
