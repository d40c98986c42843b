-- Keeps users online for a lease because they have sockets on a node.
--
-- KEYS          as in presence.lua
-- ARGV[1] string node
-- ARGV[2] int    now, ms
-- ARGV[3] int    end of the lease, ms
-- ARGV[4...] string user
-- returns the number of new leases

local node, now, lease_end = unpack(ARGV, 1, 3)

local new = 0
for i = 4, #ARGV do
  local user = ARGV[i]
  if renew_lease(user, node, now, lease_end) then new = new + 1 end
end
return new
