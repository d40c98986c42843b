-- Tests whether a partition accepts writes, and whether it still holds the data that this node knows.
--
-- KEYS[1] history of the partition's data (hash)
--
-- ARGV[1] id of the data that this node serves   ARGV[2] last beat that this node has seen
--
-- Returns the new beat; -1 if the beat is lower than ARGV[2]; -2 if the data are gone or are other data.

local known = redis.call('HMGET', KEYS[1], 'data', 'beat')
if known[1] ~= ARGV[1] then
  return -2
end
if (tonumber(known[2]) or 0) < tonumber(ARGV[2]) then
  return -1
end
return redis.call('HINCRBY', KEYS[1], 'beat', 1)
