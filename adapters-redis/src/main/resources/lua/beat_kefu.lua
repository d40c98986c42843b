-- Lets a kefu be on duty and online for a lease.
-- KEYS[1] hash   kefu on duty
-- KEYS[2] zset   leases
-- KEYS[3] hash   number of leases by user
-- KEYS[4] zset   users online
-- KEYS[5] zset   users who came or went and of whom that was not told yet, by when
-- KEYS[6] hash   until when kefu were counted as being there
-- KEYS[7] hash   for how long kefu were there today
-- KEYS[8] zset   kefu who left, by when
-- ARGV[1] string kefu
-- ARGV[2] string chosen status, or '' to keep the last chosen one
-- ARGV[3] int    most sessions at a time
-- ARGV[4] string skills with commas
-- ARGV[5] int    now, ms
-- ARGV[6] int    end of the lease, ms
-- ARGV[7] int    how long to keep counts, ms
-- ARGV[8] int    1 for a login, 0 for a heartbeat
-- returns the status that now holds; 'offline' for one who left since then, and does not come

local status, limit, lease_end, assigned, skills = 'online', ARGV[3], '0', '0', ARGV[4]
local duty = redis.call('HGET', KEYS[1], ARGV[1])
if not duty and ARGV[8] == '0' then
  local left = redis.call('ZSCORE', KEYS[8], ARGV[1])
  if left and tonumber(left) >= tonumber(ARGV[5]) then return 'offline' end
end
if duty and ARGV[8] == '0' then
  -- Limits change by adjust_kefu alone: what a beat knows of them may be old.
  status, lease_end, limit, assigned, skills = duty:match('^([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*)$')
elseif duty then
  local known_status
  known_status, lease_end, assigned = duty:match('^([^ ]*) ([^ ]*) [^ ]* ([^ ]*) ')
  -- A further login keeps the chosen status while the lease holds. After that, the status is online again.
  if tonumber(lease_end) > tonumber(ARGV[5]) then
    status = known_status
  end
end
note_time(ARGV[1], lease_end, ARGV[5], KEYS[6], KEYS[7], ARGV[7])
if ARGV[2] ~= '' then
  status = ARGV[2]
end
redis.call('HSET', KEYS[1], ARGV[1], table.concat({status, ARGV[6], limit, assigned, skills}, ' '))
if redis.call('ZADD', KEYS[2], ARGV[6], ARGV[1] .. ' ') == 1 then
  redis.call('HINCRBY', KEYS[3], ARGV[1], 1)
  if redis.call('ZADD', KEYS[4], 'NX', ARGV[5], ARGV[1]) == 1 then
    redis.call('ZADD', KEYS[5], ARGV[5], ARGV[1])
  end
end
return status
