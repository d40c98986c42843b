-- Renews the leases of kefu on duty; passes over others.
-- KEYS[1] hash   kefu on duty
-- KEYS[2] zset   leases
-- KEYS[3] hash   number of leases by user
-- KEYS[4] zset   users online
-- KEYS[5] zset   users who came or went and of whom that was not told yet, by when
-- KEYS[6] hash   until when kefu were counted as being there
-- KEYS[7] hash   for how long kefu were there today
-- ARGV[1] int    now, ms
-- ARGV[2] int    end of the lease, ms
-- ARGV[3] int    how long to keep counts, ms
-- ARGV[4...] string kefu
-- returns how many of them had no lease any more

local back = 0
for i = 4, #ARGV do
  local duty = redis.call('HGET', KEYS[1], ARGV[i])
  if duty then
    local status, lease_end, rest = duty:match('^([^ ]*) ([^ ]*) (.*)$')
    note_time(ARGV[i], lease_end, ARGV[1], KEYS[6], KEYS[7], ARGV[3])
    if tonumber(lease_end) <= tonumber(ARGV[1]) then
      back = back + 1
    end
    redis.call('HSET', KEYS[1], ARGV[i], table.concat({status, ARGV[2], rest}, ' '))
    if redis.call('ZADD', KEYS[2], ARGV[2], ARGV[i] .. ' ') == 1 then
      redis.call('HINCRBY', KEYS[3], ARGV[i], 1)
      if redis.call('ZADD', KEYS[4], 'NX', ARGV[1], ARGV[i]) == 1 then
        redis.call('ZADD', KEYS[5], ARGV[1], ARGV[i])
      end
    end
  end
end
return back
