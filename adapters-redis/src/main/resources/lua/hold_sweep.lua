-- Takes or renews the lease of the node that looks after the whole house.
-- KEYS[1] string the node that holds it
-- ARGV[1] string node
-- ARGV[2] int    length of the lease, ms
-- returns 1 if the node holds it now, else 0

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
