-- Adds a note to a session, as the first of the list.
--
-- KEYS[1] hash   session
-- KEYS[2] list   notes of the session
-- ARGV[1] string document of the note
-- ARGV[2] int    how many notes a session can have
-- returns 'done', 'no_session' if the session does not exist, or 'too_many'

local session_key, notes_key = unpack(KEYS)
local document, limit = ARGV[1], tonumber(ARGV[2])

if redis.call('EXISTS', session_key) == 0 then return 'no_session' end
if redis.call('LLEN', notes_key) >= limit then return 'too_many' end
redis.call('LPUSH', notes_key, document)
return 'done'
