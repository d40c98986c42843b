-- Keeps a day's sums in place of the partitions' hashes, unless that day is done.
-- KEYS[1] string the last day that is done
-- KEYS[2] hash   the day's sums
-- ARGV[1] int    the day
-- ARGV[2] int    how long to keep the sums, ms
-- ARGV[3...]     fields and sums in turn
-- returns 1 if they are kept now, 0 if the day was done

if (tonumber(redis.call('GET', KEYS[1])) or -1) >= tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[2])
for i = 3, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('SET', KEYS[1], ARGV[1])
return 1
