-- Adds a file's record unless the uploader would exceed the quota.
--
-- KEYS[1] hash   the file's record
-- KEYS[2] zset   files of the file's group, by time of upload in ms
-- KEYS[3] hash   number and size of the uploader's files
-- ARGV[1] string file's id
-- ARGV[2] int    time of upload, ms
-- ARGV[3] int    size of the file, bytes
-- ARGV[4] int    maximum number of the uploader's files
-- ARGV[5] int    maximum size of the uploader's files together, bytes
-- ARGV[6...]     fields of the record and their values in turn
-- returns 1, or 0 if the quota would be exceeded

local file_key, group_key, used_key = unpack(KEYS)
local file, uploaded_at, size, max_files, max_bytes = unpack(ARGV, 1, 5)

if redis.call('EXISTS', file_key) == 1 then return 1 end
local files, bytes = unpack(redis.call('HMGET', used_key, 'n', 'b'))
if (files or 0) + 1 > tonumber(max_files) or (bytes or 0) + size > tonumber(max_bytes) then return 0 end
redis.call('HSET', file_key, unpack(ARGV, 6))
redis.call('ZADD', group_key, uploaded_at, file)
redis.call('HINCRBY', used_key, 'n', 1)
redis.call('HINCRBY', used_key, 'b', size)
return 1
