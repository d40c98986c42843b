-- Removes a file's record, and takes it from what its uploader stores.
--
-- KEYS 1  hash        the file's record
--      2  sorted set  the files of its group
--      3  hash        what the uploader stores: files n, bytes b
-- ARGV 1  string      the file's id
-- Returns integer     1, or 0 if it was not there

redis.call('ZREM', KEYS[2], ARGV[1])
local size = redis.call('HGET', KEYS[1], 's')
if not size then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('HINCRBY', KEYS[3], 'b', '-' .. size)
if redis.call('HINCRBY', KEYS[3], 'n', -1) <= 0 then
  redis.call('DEL', KEYS[3])
end
return 1
