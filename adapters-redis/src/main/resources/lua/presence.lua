-- Shared by the scripts about presence; it precedes each of them. A user is online while the user has a lease: one for the
-- sockets on each node, and one for the heartbeats of a kefu.
--
-- KEYS[1] zset   leases as `user source`, by their end in ms; the source is a node, or '' for the heartbeats of a kefu
-- KEYS[2] hash   number of leases by user
-- KEYS[3] zset   users online, by since when in ms
-- KEYS[4] zset   users who came online or went offline and were not announced yet, by when in ms
-- KEYS[5] set    users who were last announced as online
-- KEYS[6] hash   open sessions by customer
-- KEYS[7] zset   queue
-- KEYS[8] zset   waiting sessions whose customer is absent, by since when in ms
-- KEYS[9] hash   kefu on duty
-- KEYS[10] zset  kefu who ended duty, by when in ms
-- KEYS[11] hash  until when the online time of each kefu was counted, ms
-- KEYS[12] hash  online time of each kefu on the day of now, ms; nil for a script that does not count

local LEASES, LEASE_COUNTS, ONLINE, CHANGED, ANNOUNCED, SESSIONS, QUEUE, ABSENT, DUTIES, OFF_DUTY, COUNTED, TIMES = unpack(KEYS)

-- Starts or renews a lease. Returns whether it is new.
local function renew_lease(user, source, now, lease_end)
  if redis.call('ZADD', LEASES, lease_end, user .. ' ' .. source) == 0 then return false end
  redis.call('HINCRBY', LEASE_COUNTS, user, 1)
  if redis.call('ZADD', ONLINE, 'NX', now, user) == 1 then
    redis.call('ZADD', CHANGED, now, user)
    local session = redis.call('HGET', SESSIONS, user)
    if session then redis.call('ZREM', ABSENT, session) end
  end
  return true
end

-- Ends a lease. Returns whether it existed. After the last lease the user is offline, since the given time.
local function end_lease(user, source, offline_since)
  if redis.call('ZREM', LEASES, user .. ' ' .. source) == 0 then return false end
  if redis.call('HINCRBY', LEASE_COUNTS, user, -1) <= 0 then
    redis.call('HDEL', LEASE_COUNTS, user)
    redis.call('ZREM', ONLINE, user)
    redis.call('ZADD', CHANGED, offline_since, user)
    local session = redis.call('HGET', SESSIONS, user)
    if session and redis.call('ZSCORE', QUEUE, session) then
      redis.call('ZADD', ABSENT, offline_since, session)
    end
  end
  return true
end

-- Counts a kefu's online time from the last count until now, or until the end of the lease if that was earlier.
local function count_online_time(kefu, lease_end, now, kept_for)
  local since = tonumber(redis.call('HGET', COUNTED, kefu))
  local present_until = math.min(now, lease_end)
  if since and present_until > since then tally(TIMES, kefu, present_until - since, kept_for) end
  redis.call('HSET', COUNTED, kefu, now)
end

