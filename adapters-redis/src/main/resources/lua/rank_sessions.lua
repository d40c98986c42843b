-- Reads the length of the queue and the places of sessions in it.
-- ARGV[1...] string session id
-- returns {length, rank from 0 or -1 for each}

local ranks = {redis.call('ZCARD', QUEUE)}
for i, session in ipairs(ARGV) do
  ranks[i + 1] = redis.call('ZRANK', QUEUE, session) or -1
end
return ranks
