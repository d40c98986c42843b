-- Detects that a partition may have lost writes that were acknowledged. There are three signs:
-- 1. The server was promoted from a replica, so that the last writes of the former master may be missing. The server then has
--    a second replication id; a server that restarts with its own append-only file has none.
-- 2. The beat, which each write probe raises, is lower than the last one that this node has seen.
-- 3. In the mode 'adopt', the partition has another id than ARGV[1].
--
-- KEYS[1] hash   history of the partition's data
-- ARGV[1] string id of the data that this node serves
-- ARGV[2] int    number of losses that this node knows, -1 for none
-- ARGV[3] int    last beat that this node has seen
-- ARGV[4] string 'adopt' to write the id of ARGV[1] into the partition, 'check' to leave it unchanged
-- returns {losses, beat, state}; the state is 0 if the beat shows no loss, 1 if the beat is lower than ARGV[3], and 2 if the
--   data are gone or were replaced, in which case nothing was changed

local history_key = KEYS[1]
local id, known_losses, known_beat, mode = unpack(ARGV)
known_losses = tonumber(known_losses)

local stored_master, stored_losses, stored_id, beat = unpack(redis.call('HMGET', history_key, 'id', 'n', 'data', 'beat'))
stored_losses, beat = tonumber(stored_losses) or 0, tonumber(beat) or 0
local losses, state = stored_losses, 0

if stored_id ~= id then
  if mode ~= 'adopt' then return {losses, beat, 2} end
  redis.call('HSET', history_key, 'data', id)
  if stored_id or known_losses >= 0 then losses = math.max(losses, known_losses) + 1 end
elseif beat < tonumber(known_beat) then
  state = 1
  if losses <= known_losses then losses = known_losses + 1 end
end

local replication = redis.call('INFO', 'replication')
local master, former_master = replication:match('master_replid:(%x+)'), replication:match('master_replid2:(%x+)')
if stored_master ~= master then
  redis.call('HSET', history_key, 'id', master)
  local was_promoted = stored_master and former_master and not former_master:match('^0+$')
  if was_promoted and losses == stored_losses then losses = math.max(losses, known_losses) + 1 end
end

if losses ~= stored_losses then redis.call('HSET', history_key, 'n', losses) end
return {losses, beat, state}
