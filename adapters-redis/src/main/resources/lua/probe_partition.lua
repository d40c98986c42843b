-- Tests whether a partition accepts writes, and whether it still holds the data that this node knows.
--
-- KEYS[1] hash   history of the partition's data
-- ARGV[1] string id of the data that this node serves
-- ARGV[2] int    last beat that this node has seen
-- returns the new beat; -1 if the beat is lower than ARGV[2]; -2 if the data are gone or were replaced

local history_key = KEYS[1]
local id, last_beat = unpack(ARGV)

local stored_id, beat = unpack(redis.call('HMGET', history_key, 'data', 'beat'))
if stored_id ~= id then return -2 end
if (tonumber(beat) or 0) < tonumber(last_beat) then return -1 end
return redis.call('HINCRBY', history_key, 'beat', 1)
