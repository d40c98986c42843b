-- Gives the data an id if they have none, or if they still have the id that this node knew. A node calls it when it
-- starts, and when it finds the data gone or replaced.
--
-- KEYS[1] id of the data (string)
--
-- ARGV[1] id of the data that this node knew, empty for none   ARGV[2] new id
--
-- Returns the id that the data have now.

local id = redis.call('GET', KEYS[1])
if id and id ~= ARGV[1] then
  return id
end
redis.call('SET', KEYS[1], ARGV[2])
return ARGV[2]
