-- Counts a loss of data because a conversation's log once reached a higher seq than now, unless a loss was counted since the
-- caller read the conversation's state.
--
-- KEYS[1] hash   conversation
-- KEYS[2] hash   history of the partition's data
-- ARGV[1] int    seq that the log had reached
-- ARGV[2] int    number of losses when the caller read the conversation's state
-- returns the number of losses after this call

local conversation_key, history_key = unpack(KEYS)
local reached, known_losses = unpack(ARGV)

local last_seq = tonumber(redis.call('HGET', conversation_key, 'seq')) or 0
local losses = redis.call('HGET', history_key, 'n') or '0'
if losses == known_losses and last_seq < tonumber(reached) then return redis.call('HINCRBY', history_key, 'n', 1) end
return tonumber(losses)
