-- Recalls a message that is in the archive: replaces its segment by a version without the message's content, and appends a
-- notice of type SYSTEM that says so. The caller calls the script twice: before it writes the new version of the segment, and
-- after that. A record of the version that is not in use is in the unused segments at each moment.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] zset   the conversation's segments in the archive
-- KEYS[4] hash   files that the conversation's messages name
-- KEYS[5] zset   entries above a side's read cursor that do not count as unread
-- KEYS[6] zset   the partition's unused segments
-- ARGV[1] int    seq
-- ARGV[2] string user who recalls
-- ARGV[3] string name of that user
-- ARGV[4] int    earliest time of a message that may be recalled, ms; '' for a user who may recall any message
-- ARGV[5] int    now, ms
-- ARGV[6] string the notice's content
-- ARGV[7] string the notice's metadata as JSON
-- ARGV[8] string PUBLISH or SPUBLISH
-- ARGV[9] string the conversation's channel
-- ARGV[10] string sender of the message
-- ARGV[11] string recipient of the message, or ''
-- ARGV[12] string letter of the message's type
-- ARGV[13] string content of the message
-- ARGV[14] int   time of the message, ms
-- ARGV[15] int   1 if the message was recalled before, else 0
-- ARGV[16] string the conversation's key
-- ARGV[17] string segment in which the caller found the message
-- ARGV[18] string new version of that segment, without the message's content
-- ARGV[19] int   1 if the caller has written ARGV[18], else 0
-- returns {'write'} if the caller must write ARGV[18] now, {'done'}, {'repeated'} if the message was recalled before,
--   {'changed'} if the conversation has another version of the segment now, {'not_own'}, {'unknown'} or {'too_late'}

local conversation_key, log_key, segments_key, files_key, uncounted_key, unused_key = unpack(KEYS)
local seq, by, name, not_before, now, notice, metadata, publish, channel, from, to, type, content, time, was_recalled,
  conversation, segment, replacement, is_written = unpack(ARGV)
local an_hour, a_day = 3600000, 86400000

local last = redis.call('ZSCORE', segments_key, segment)
if not last then return {'changed'} end
local fields = {[FROM] = from, [TO] = to, [TYPE] = type, [CONTENT] = content, [TIME] = time}
local parties = read_parties(conversation_key)
local obstacle = find_obstacle(parties, fields, was_recalled == '1', by, not_before)
if obstacle then return {obstacle} end

local written = conversation .. ' ' .. replacement
if is_written == '0' then
  redis.call('ZADD', unused_key, now + an_hour, written)
  return {'write'}
end

-- The score is 0 or less, or there is none, once the sweep deletes the object because the caller took too long.
if (tonumber(redis.call('ZSCORE', unused_key, written)) or 0) <= 0 then return {'changed'} end
redis.call('ZADD', segments_key, last, replacement)
redis.call('ZREM', segments_key, segment)
-- Readers that got the name of the old version a moment ago still read it.
redis.call('ZADD', unused_key, now + a_day, conversation .. ' ' .. segment)
redis.call('ZREM', unused_key, written)
remove_mention(files_key, fields, seq)
local refused = append_notice(conversation_key, log_key, uncounted_key, parties, seq, fields, by, name, now, notice, metadata,
  publish, channel)
return refused or {'done'}
