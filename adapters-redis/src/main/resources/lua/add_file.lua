-- Adds a file's record, unless its uploader would then store too much.
--
-- KEYS 1  hash        the file's record
--      2  sorted set  the files of its group by time of upload
--      3  hash        what the uploader stores: files n, bytes b
-- ARGV 1  string      the file's id
--      2  integer     time of upload in milliseconds
--      3  integer     its bytes
--      4  integer     how many files the uploader may store
--      5  integer     how many bytes the uploader may store
--      6… pairs       the record's fields and values
-- Returns integer     1, or 0 if it would be too much

if redis.call('EXISTS', KEYS[1]) == 1 then
  return 1
end
local used = redis.call('HMGET', KEYS[3], 'n', 'b')
if tonumber(used[1] or 0) + 1 > tonumber(ARGV[4]) or tonumber(used[2] or 0) + tonumber(ARGV[3]) > tonumber(ARGV[5]) then
  return 0
end
redis.call('HSET', KEYS[1], unpack(ARGV, 6))
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('HINCRBY', KEYS[3], 'n', 1)
redis.call('HINCRBY', KEYS[3], 'b', ARGV[3])
return 1
