-- Detects that a partition may have lost writes that were acknowledged. There are two signs. The first: the server was
-- promoted from a replica, so the last writes of the former master may be missing. Its second replication id shows
-- that; a server that restarts with its own append-only file has none. The second: the beat, which each write probe
-- raises, is lower than the last one that this node has seen.
--
-- KEYS[1] history of the partition's data (hash): id = replication id, n = losses, data = id of the data, beat
--
-- ARGV[1] id of the data that this node serves   ARGV[2] losses that this node knows of, -1 for none
-- ARGV[3] last beat that this node has seen      ARGV[4] 'adopt' to write the id of ARGV[1] into the partition
--
-- Returns losses, beat and a state: 0 no loss is seen in the beat, 1 the beat is lower than the last one that this node
-- has seen, 2 the partition's data are gone or are other data, in which case nothing was changed.

local known = redis.call('HMGET', KEYS[1], 'id', 'n', 'data', 'beat')
local losses, beat = tonumber(known[2]) or 0, tonumber(known[4]) or 0
local floor = tonumber(ARGV[2])
local before, state = losses, 0

if known[3] ~= ARGV[1] then
  if ARGV[4] ~= 'adopt' then
    return {losses, beat, 2}
  end
  redis.call('HSET', KEYS[1], 'data', ARGV[1])
  if known[3] or floor >= 0 then
    losses = math.max(losses, floor) + 1
  end
elseif beat < tonumber(ARGV[3]) then
  state = 1
  if losses <= floor then
    losses = floor + 1
  end
end

local info = redis.call('INFO', 'replication')
local id, former = info:match('master_replid:(%x+)'), info:match('master_replid2:(%x+)')
if known[1] ~= id then
  redis.call('HSET', KEYS[1], 'id', id)
  local has_taken_over = known[1] and former and not former:match('^0+$')
  if has_taken_over and losses == before then
    losses = math.max(losses, floor) + 1
  end
end

if losses ~= before then
  redis.call('HSET', KEYS[1], 'n', losses)
end
return {losses, beat, state}
