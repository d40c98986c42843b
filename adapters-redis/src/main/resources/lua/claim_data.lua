-- Gives the data an id if they have none, or if they still have the id that this node knew. A node calls it when it starts,
-- and when it finds that the data are gone or were replaced. Data that get an id and have no version of their format are new
-- data of this node, because a node that starts gives a version to all other data before.
--
-- KEYS[1] string id of the data
-- KEYS[2] string version of the data's format
-- ARGV[1] string id of the data that this node knew, or ''
-- ARGV[2] string new id
-- ARGV[3] int    version that this node writes
-- returns the id of the data after this call

local id_key, format_key = unpack(KEYS)
local known_id, new_id, version = unpack(ARGV)

local id = redis.call('GET', id_key)
if id and id ~= known_id then return id end
redis.call('SET', id_key, new_id)
redis.call('SETNX', format_key, version)
return new_id
