-- Reads a page of the queue, in the order of turn.
-- ARGV[1] int how many sessions to pass over
-- ARGV[2] int how many sessions to read at most
-- returns {how many there are in all, {place, ...}}

local places = {}
for _, session in ipairs(redis.call('ZRANGE', QUEUE, ARGV[1], ARGV[1] + ARGV[2] - 1)) do
  places[#places + 1] = redis.call('HGET', SESSIONS, session)
end
return {redis.call('ZCARD', QUEUE), places}
