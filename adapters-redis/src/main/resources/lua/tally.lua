-- What the scripts that count share; it precedes each of them.

-- Adds to a field of a day's hash, which is kept for so many milliseconds.
local function tally(hash, field, by, kept_for)
  if redis.call('HINCRBY', hash, field, by) == by then redis.call('PEXPIRE', hash, kept_for) end
end

-- The bucket of a duration in milliseconds, as Histogram has them.
local function bucket(millis)
  local seconds = tonumber(millis) / 1000
  if seconds < 1 then return '0' end
  return string.format('%d', math.floor(8 * math.log(seconds) / math.log(2)) + 1)
end

-- The quarter-hour of a time, counted from the beginning of a day, which is counted from 1970.
local function quarter(millis, day)
  return string.format('%d', math.floor(tonumber(millis) / 900000) - tonumber(day) * 96)
end

