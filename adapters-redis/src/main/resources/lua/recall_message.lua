-- Removes a message's content from its log and appends a notice of type SYSTEM that says so. The tombstone of the message
-- keeps its place.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] hash   files that the conversation's messages name
-- KEYS[5] zset   entries above a side's read cursor that do not count as unread
-- ARGV[1] int    seq
-- ARGV[2] string user who recalls
-- ARGV[3] string name of that user
-- ARGV[4] int    earliest time of a message that may be recalled, ms; '' for a user who may recall any message
-- ARGV[5] int    now, ms
-- ARGV[6] string the notice's content
-- ARGV[7] string the notice's metadata as JSON
-- ARGV[8] string PUBLISH or SPUBLISH
-- ARGV[9] string the conversation's channel
-- ARGV[10] int   the message's time in ms, modulo 2^24
-- returns {'done', fields of the tombstone}, {'archived'} if the message is in the archive, {'unknown'}, {'not_own'} or
--   {'too_late'}

local conversation_key, log_key, recalled_key, files_key, uncounted_key = unpack(KEYS)
local seq, by, name, not_before, now, notice, metadata, publish, channel, time_modulo = unpack(ARGV)

local fields, is_recalled = read_entry(log_key, recalled_key, seq)
if not fields then return {is_archived(conversation_key, seq) and 'archived' or 'unknown'} end
if fields[TIME] % 16777216 ~= tonumber(time_modulo) then return {'unknown'} end
local parties = read_parties(conversation_key)
local obstacle = find_obstacle(parties, fields, is_recalled, by, not_before)
if obstacle == 'repeated' then return {'done', fields} end
if obstacle then return {obstacle} end

redis.call('XDEL', log_key, seq)
-- The sweep of the archive detects by this number that an entry has changed since it was read.
redis.call('HINCRBY', conversation_key, 'rc', 1)
remove_mention(files_key, fields, seq)
fields[METADATA], fields[CONTENT] = '', ''
fields[#fields + 1], fields[#fields + 2] = 'r', '1'
redis.call('HSET', recalled_key, seq, cjson.encode(fields))
local refused = append_notice(conversation_key, log_key, uncounted_key, parties, seq, fields, by, name, now, notice, metadata,
  publish, channel)
return refused or {'done', fields}
