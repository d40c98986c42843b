-- Shared by the scripts that count; it precedes each of them. docs/redis-keys.md explains the fields of counts.

-- Adds to a field of a day's hash. The hash expires after its lifetime in ms, which starts with the first count.
local function tally(counts_key, field, by, kept_for)
  if redis.call('HINCRBY', counts_key, field, by) == by then redis.call('PEXPIRE', counts_key, kept_for) end
end

-- The bucket of a duration in ms. The Java class Histogram computes the same buckets.
local function bucket(millis)
  local seconds = tonumber(millis) / 1000
  if seconds < 1 then return '0' end
  return string.format('%d', math.floor(8 * math.log(seconds) / math.log(2)) + 1)
end

