-- Notes what a customer thought of a closed session, once.
-- KEYS[1] hash   session
-- ARGV[1] int    score
-- ARGV[2] string comment, or ''
-- returns 1 if it was noted, else 0

local known = redis.call('HMGET', KEYS[1], 'state', 'score')
if known[1] ~= 'closed' or known[2] then return 0 end
redis.call('HSET', KEYS[1], 'score', ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'comment', ARGV[2])
end
return 1
