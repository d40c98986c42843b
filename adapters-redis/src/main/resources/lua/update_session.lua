-- Replaces the document and the tags of a session, unless they were replaced since the caller read them. If the new document
-- has a rating that the present one does not have, the rating is counted for the kefu who served last.
--
-- KEYS[1] hash   session
-- KEYS[2] hash   what kefu did in the partition today
-- KEYS[3] stream the partition's index queue
-- ARGV[1] int    version that was read
-- ARGV[2] string new document
-- ARGV[3] int    score of the new rating, or '' for none
-- ARGV[4] int    how long to keep counts, ms
-- ARGV[5] string new tags, separated by line breaks; '' for none
-- ARGV[6] string conversation's key
-- ARGV[7] string suffix of the session's id
-- returns 1 if it was replaced, else 0

local session_key, work_key, index_queue_key = unpack(KEYS)
local version, document, score, kept_for, tags, conversation_id, suffix = unpack(ARGV)

local former_values = index_values(session_key)
if not replace_document(session_key, version, document, tags) then return 0 end
local opened = redis.call('HGET', session_key, 'at')
queue_session(index_queue_key, conversation_id, suffix, opened, former_values, index_values(session_key))
local kefu = score ~= '' and redis.call('HGET', session_key, 'served')
if kefu then tally(work_key, kefu .. ' p' .. score, 1, kept_for) end
return 1
