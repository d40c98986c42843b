-- Marks a loss of data because a conversation's log once reached a higher seq than now, unless a loss was marked since the
-- caller read the conversation's state. The mark is the time in milliseconds, and higher than the last mark.
--
-- KEYS[1] hash   conversation
-- KEYS[2] hash   history of the partition's data
-- ARGV[1] int    seq that the log had reached
-- ARGV[2] int    mark of the last loss when the caller read the conversation's state, 0 for none
-- returns the mark of the last loss after this call, 0 for none

local conversation_key, history_key = unpack(KEYS)
local reached, known_loss = unpack(ARGV)

local last_seq = tonumber(redis.call('HGET', conversation_key, 'seq')) or 0
local loss = redis.call('HGET', history_key, 'n') or '0'
if loss ~= known_loss or last_seq >= tonumber(reached) then return tonumber(loss) end

local time = redis.call('TIME')
local next_loss = math.max(loss + 1, time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('HSET', history_key, 'n', string.format('%d', next_loss))
return next_loss
