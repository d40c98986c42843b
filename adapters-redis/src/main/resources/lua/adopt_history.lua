-- Detects that a partition may have lost writes that were acknowledged. There are four signs:
-- 1. The server is another process than before, and does not force each write to its disk before it answers. If it crashed, its
--    append-only file may lack the last writes, and no command shows whether writes are missing.
-- 2. The server was promoted from a replica, so that the last writes of the former master may be missing. The server then has
--    a second replication id. This sign is for services that hide the id of the process.
-- 3. The beat, which each write probe raises, is lower than the last one that this node has seen. Only one partition of each
--    server has a beat. If it shows older data, the node calls this script for all partitions of the server, with the mode 'older'.
-- 4. In the mode 'adopt', the partition has another id than ARGV[1].
--
-- KEYS[1] hash   history of the partition's data
-- ARGV[1] string id of the data that this node serves
-- ARGV[2] int    mark of the last loss that this node knows, -1 for none
-- ARGV[3] int    last beat that this node has seen
-- ARGV[4] string 'adopt' to write the id of ARGV[1] into the partition, 'check' to leave it unchanged, 'older' for a partition that
--   is known to have older data
-- ARGV[5] int    1 if all servers force each write to the disk, else 0
-- returns {mark of the last loss, beat, state}; the state is 0 if there is no sign of older data, 1 if the beat is lower than
--   ARGV[3] or the mode is 'older', and 2 if the data are gone or were replaced, in which case nothing was changed
--
-- The mark of a loss is its time in milliseconds, and higher than each mark that is known. A counter would repeat: data that
-- were restored from an older copy contain an older counter, and the next loss would give it a value that clients know.

local history_key = KEYS[1]
local id, known_loss, known_beat, mode, forces_writes = unpack(ARGV)
known_loss = tonumber(known_loss)

local stored_process, stored_master, stored_loss, stored_id, beat =
  unpack(redis.call('HMGET', history_key, 'run', 'id', 'n', 'data', 'beat'))
stored_loss, beat = tonumber(stored_loss) or 0, tonumber(beat) or 0
local loss, state = stored_loss, 0

local function next_loss()
  local time = redis.call('TIME')
  return math.max(loss + 1, known_loss + 1, time[1] * 1000 + math.floor(time[2] / 1000))
end

-- HDEL is the first write, so that Redis accepts HSET while its memory is full (see reserve_segment).
local function store(field, value)
  redis.call('HDEL', history_key, field)
  redis.call('HSET', history_key, field, value)
end

if stored_id ~= id then
  if mode ~= 'adopt' then return {loss, beat, 2} end
  store('data', id)
  if stored_id or known_loss >= 0 then loss = next_loss() end
elseif mode == 'older' or beat < tonumber(known_beat) then
  state = 1
  if loss <= known_loss then loss = next_loss() end
end

local process = redis.call('INFO', 'server'):match('run_id:(%x+)')
if process and stored_process ~= process then
  store('run', process)
  if stored_process and forces_writes == '0' and loss == stored_loss then loss = next_loss() end
end

local replication = redis.call('INFO', 'replication')
local master, former_master = replication:match('master_replid:(%x+)'), replication:match('master_replid2:(%x+)')
if stored_master ~= master then
  store('id', master)
  local was_promoted = stored_master and former_master and not former_master:match('^0+$')
  if was_promoted and loss == stored_loss then loss = next_loss() end
end

if loss ~= stored_loss then store('n', string.format('%d', loss)) end
return {loss, beat, state}
