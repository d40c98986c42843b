-- Gives the data an id if they have none, or if they still have the id that this node knew. A node calls it when it starts,
-- and when it finds that the data are gone or were replaced.
--
-- KEYS[1] string id of the data
-- ARGV[1] string id of the data that this node knew, or ''
-- ARGV[2] string new id
-- returns the id of the data after this call

local id_key = KEYS[1]
local known_id, new_id = unpack(ARGV)

local id = redis.call('GET', id_key)
if id and id ~= known_id then return id end
redis.call('SET', id_key, new_id)
return new_id
