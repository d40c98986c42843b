-- Returns the lease of the node that runs the sweeps.
--
-- KEYS[1] string node that holds the lease
-- ARGV[1] string node
-- returns 1 if the node held the lease, else 0

local holder_key = KEYS[1]
local node = ARGV[1]

if redis.call('GET', holder_key) ~= node then return 0 end
return redis.call('DEL', holder_key)
