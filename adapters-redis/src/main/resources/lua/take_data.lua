-- Gives the data an id: the first start does, and the first node that finds the former data gone.
--
-- KEYS[1] id of the data (string)
--
-- ARGV[1] id of the former data, empty for none   ARGV[2] new id
--
-- Returns the id that now holds.

local id = redis.call('GET', KEYS[1])
if id and id ~= ARGV[1] then
  return id
end
redis.call('SET', KEYS[1], ARGV[2])
return ARGV[2]
