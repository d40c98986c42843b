-- Gives the lease of the node that looks after the whole house back.
-- KEYS[1] string the node that holds it
-- ARGV[1] string node
-- returns 1 if the node held it, else 0

if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
