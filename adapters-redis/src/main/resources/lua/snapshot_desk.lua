-- Reads the data for routing: a page of the queue, and the kefu on duty with their loads.
--
-- KEYS          as in desk.lua
-- ARGV[1] int    number of sessions to skip
-- ARGV[2] int    maximum number of sessions
-- returns {{assignment, ...}, {{kefu, duty, load}, ...}}; without kefu if the page is empty

local offset, limit = unpack(ARGV)

local waiting, candidates = page_of_queue(offset, limit), {}
if #waiting > 0 then
  local duties = redis.call('HGETALL', DUTIES)
  for i = 1, #duties, 2 do
    candidates[#candidates + 1] = {duties[i], duties[i + 1], load_of(duties[i])}
  end
end
return {waiting, candidates}
