-- Makes a segment that is in the archive a part of its conversation, and removes the segment's entries from the log. Does
-- nothing if the conversation has changed since the entries were read, or if a sweep has begun to delete the object.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] zset   segments of the conversation
-- KEYS[5] zset   unused segments of the partition
-- KEYS[6] hash   history of the partition's data
-- ARGV[1] string start of the epoch as it was read
-- ARGV[2] string mark of the last loss of data as it was read, '0' for none
-- ARGV[3] int    end of the archived part as it was read
-- ARGV[4] int    number of recalls as it was read
-- ARGV[5] int    last seq of the segment
-- ARGV[6] string member of the segment in KEYS[4]
-- ARGV[7] string key of the conversation
-- ARGV[8...] int seqs of the segment's recalled messages
-- returns 1 if the segment was moved, else 0

local conversation_key, log_key, recalled_key, segments_key, unused_key, history_key = unpack(KEYS)
local epoch, last_loss, base, recalls, last, member, conversation = unpack(ARGV, 1, 7)
local recalled = {unpack(ARGV, 8)}

local epoch_now, base_now, recalls_now, last_seq = unpack(redis.call('HMGET', conversation_key, 'ep', 'base', 'rc', 'seq'))
if epoch_now ~= epoch or (base_now or '0') ~= base or (recalls_now or '0') ~= recalls then return 0 end
if (redis.call('HGET', history_key, 'n') or '0') ~= last_loss or (tonumber(last_seq) or 0) < tonumber(last) then return 0 end
local unused_member = conversation .. ' ' .. member
-- The score is 0 or less while the object is being deleted.
if (tonumber(redis.call('ZSCORE', unused_key, unused_member)) or 0) <= 0 then return 0 end

-- The first write removes nothing. It makes Redis accept the following ones while its memory is full (see reserve_segment).
redis.call('ZREM', segments_key, member)
redis.call('ZADD', segments_key, last, member)
redis.call('HSET', conversation_key, 'base', last)
redis.call('XTRIM', log_key, 'MINID', string.format('%d', last + 1))
if #recalled > 0 then redis.call('HDEL', recalled_key, unpack(recalled)) end
redis.call('ZREM', unused_key, unused_member)
return 1
