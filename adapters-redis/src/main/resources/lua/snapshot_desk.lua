-- Reads what routing decides upon: a stretch of the queue, and the kefu on duty with their loads.
-- KEYS[1] hash open sessions
-- KEYS[2] zset queue
-- KEYS[3] zset served sessions by kefu
-- KEYS[4] hash kefu on duty
-- ARGV[1] int  how many sessions to pass over
-- ARGV[2] int  how many sessions to read at most
-- returns {{place, ...}, {{kefu, kefu's record, load}, ...}}

local places = {}
for _, session in ipairs(redis.call('ZRANGE', KEYS[2], ARGV[1], ARGV[1] + ARGV[2] - 1)) do
  places[#places + 1] = redis.call('HGET', KEYS[1], session)
end
local candidates = {}
local kefu = redis.call('HGETALL', KEYS[4])
for i = 1, #kefu, 2 do
  local load = redis.call('ZLEXCOUNT', KEYS[3], '[' .. kefu[i] .. '|', '(' .. kefu[i] .. '}')
  candidates[#candidates + 1] = {kefu[i], kefu[i + 1], load}
end
return {places, candidates}
