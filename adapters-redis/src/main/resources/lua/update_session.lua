-- Replaces the document of a session, unless it was replaced since the caller read it. If the new document has a rating that
-- the present one does not have, the rating is counted for the kefu who served last.
--
-- KEYS[1] hash   session
-- KEYS[2] hash   what kefu did in the partition today
-- ARGV[1] int    version that was read
-- ARGV[2] string new document
-- ARGV[3] int    score of the new rating, or '' for none
-- ARGV[4] int    how long to keep counts, ms
-- returns 1 if it was replaced, else 0

local session_key, work_key = unpack(KEYS)
local version, document, score, kept_for = unpack(ARGV)

if not replace_document(session_key, version, document) then return 0 end
local kefu = score ~= '' and redis.call('HGET', session_key, 'served')
if kefu then tally(work_key, kefu .. ' p' .. score, 1, kept_for) end
return 1
