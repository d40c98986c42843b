-- Reads what routing decides upon: a stretch of the queue, and the kefu on duty with their loads.
-- ARGV[1] int  how many sessions to pass over
-- ARGV[2] int  how many sessions to read at most
-- returns {{place, ...}, {{kefu, kefu's record, load}, ...}}

local places = {}
for _, session in ipairs(redis.call('ZRANGE', QUEUE, ARGV[1], ARGV[1] + ARGV[2] - 1)) do
  places[#places + 1] = redis.call('HGET', SESSIONS, session)
end
local candidates = {}
if #places > 0 then
  local kefu = redis.call('HGETALL', DUTY)
  for i = 1, #kefu, 2 do
    candidates[#candidates + 1] = {kefu[i], kefu[i + 1], load_of(kefu[i])}
  end
end
return {places, candidates}
