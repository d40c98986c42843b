-- Reads a conversation for a backup: some entries of its log, and after the last of them, in the same step, everything that
-- must be consistent with the log.
--
-- KEYS[1] hash   conversation
-- KEYS[2] stream log
-- KEYS[3] hash   tombstones of recalled messages
-- KEYS[4] zset   segments in the archive
-- KEYS[5] zset   entries above a side's read cursor that do not count as unread
-- KEYS[6] hash   kefu who serve or served the customer
-- KEYS[7] hash   files that messages name
-- KEYS[8] zset   sessions
-- ARGV[1] string time at which the conversation began, or '' if the caller does not know it yet
-- ARGV[2] int    seq after which entries are read
-- ARGV[3] int    maximum number of entries
-- ARGV[4] string key of a session up to the suffix of its id, in the slot of KEYS
-- returns {begin, {entry, ...}} if there may be more entries; {begin, {entry, ...}, conversation, tombstones, segments,
--   uncounted, kefu, files, sessions, open session} at the end, each as a list of names and values; {} if the conversation does
--   not exist or began at another time

local conversation_key, log_key, recalled_key, segments_key, uncounted_key, kefu_key, files_key, sessions_key = unpack(KEYS)
local known_begin, after, size, session_prefix = unpack(ARGV)

local begin, session = unpack(redis.call('HMGET', conversation_key, 'ep', 'sid'))
if not begin or known_begin ~= '' and known_begin ~= begin then return {} end

local entries = redis.call('XRANGE', log_key, string.format('%d', after + 1), '+', 'COUNT', size)
if #entries == tonumber(size) then return {begin, entries} end

local open_session = {}
if (session or '') ~= '' then open_session = redis.call('HGETALL', session_prefix .. session) end
return {
  begin,
  entries,
  redis.call('HGETALL', conversation_key),
  redis.call('HGETALL', recalled_key),
  redis.call('ZRANGE', segments_key, 0, -1, 'WITHSCORES'),
  redis.call('ZRANGE', uncounted_key, 0, -1, 'WITHSCORES'),
  redis.call('HGETALL', kefu_key),
  redis.call('HGETALL', files_key),
  redis.call('ZRANGE', sessions_key, 0, -1, 'WITHSCORES'),
  open_session
}
