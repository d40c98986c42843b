-- What the scripts share that count for how long kefu are there; it precedes each of them.

-- Counts the time since a kefu was last counted, as far as the lease went, and remembers until when that is.
local function note_time(kefu, lease_end, now, counted, day, kept_for)
  local since = tonumber(redis.call('HGET', counted, kefu))
  local present_until = math.min(tonumber(now), tonumber(lease_end) or 0)
  if since and present_until > since then tally(day, kefu, present_until - since, kept_for) end
  redis.call('HSET', counted, kefu, now)
end

