-- Reads the length of the queue and the ranks of sessions in it.
--
-- KEYS          as in desk.lua
-- ARGV[1...] string session
-- returns {length, rank from 0 or -1 for each session}

local sessions = ARGV

local ranks = {redis.call('ZCARD', QUEUE)}
for i, session in ipairs(sessions) do
  ranks[i + 1] = redis.call('ZRANK', QUEUE, session) or -1
end
return ranks
