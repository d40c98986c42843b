-- Notes what a customer thought of a closed session, once.
-- KEYS[1] hash   session
-- KEYS[2] hash   what kefu did in the partition today
-- ARGV[1] int    score
-- ARGV[2] string comment, or ''
-- ARGV[3] int    how long to keep counts, ms
-- returns 1 if it was noted, else 0

local known = redis.call('HMGET', KEYS[1], 'state', 'score', 'served')
if known[1] ~= 'closed' or known[2] then return 0 end
redis.call('HSET', KEYS[1], 'score', ARGV[1])
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'comment', ARGV[2])
end
if known[3] then tally(KEYS[2], known[3] .. ' p' .. ARGV[1], 1, ARGV[3]) end
return 1
