-- Notes that a conversation's log once reached higher than it does now, unless that was noted since it was read.
--
-- KEYS[1] conversation's standing (hash)   KEYS[2] history of the partition's data (hash)
--
-- ARGV[1] the seq that the log had reached   ARGV[2] how many losses were known when it was read
--
-- Returns how many are known now.

local last, losses = tonumber(redis.call('HGET', KEYS[1], 'seq')) or 0, redis.call('HGET', KEYS[2], 'n') or '0'
if losses == ARGV[2] and last < tonumber(ARGV[1]) then
  return redis.call('HINCRBY', KEYS[2], 'n', 1)
end
return tonumber(losses)
