-- Takes or renews the lease of the node that runs the sweeps.
--
-- KEYS[1] string node that holds the lease
-- ARGV[1] string node
-- ARGV[2] int    length of the lease, ms
-- returns 1 if the node holds the lease now, else 0

local holder_key = KEYS[1]
local node, lease = unpack(ARGV)

local holder = redis.call('GET', holder_key)
if holder and holder ~= node then return 0 end
-- DEL is the first write, so that Redis accepts SET while its memory is full (see reserve_segment). Without the lease, the sweep
-- of the archive could not free memory.
redis.call('DEL', holder_key)
redis.call('SET', holder_key, node, 'PX', lease)
return 1
