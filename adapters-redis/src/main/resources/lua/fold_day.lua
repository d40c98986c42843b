-- Stores a day's sums of all partitions, unless the day is already folded.
--
-- KEYS[1] string last day that is folded
-- KEYS[2] hash   sums of the day
-- ARGV[1] int    day, counted from 1970-01-01
-- ARGV[2] int    lifetime of the sums, ms
-- ARGV[3...]     fields and sums in turn
-- returns 1, or 0 if the day was already folded

local folded_until_key, sums_key = unpack(KEYS)
local day, kept_for = unpack(ARGV, 1, 2)

if (tonumber(redis.call('GET', folded_until_key)) or -1) >= tonumber(day) then return 0 end
redis.call('DEL', sums_key)
for i = 3, #ARGV, 2 do
  local field, sum = ARGV[i], ARGV[i + 1]
  redis.call('HSET', sums_key, field, sum)
end
redis.call('PEXPIRE', sums_key, kept_for)
redis.call('SET', folded_until_key, day)
return 1
