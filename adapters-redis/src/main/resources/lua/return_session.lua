-- Returns a session to the head of the queue, and remembers which kefu returned it.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- ARGV[2] string kefu who must be serving it
-- ARGV[3] int    now, ms
-- returns {assignment, rank in the queue from 0}; {} if the kefu does not serve it

local session, kefu, now = unpack(ARGV)

local assignment = read_assignment(session)
if not assignment or assignment.kefu ~= kefu then return {} end
leave_kefu(assignment)
assignment.passed_on_by = kefu
if assignment.preferred == kefu then assignment.preferred = '' end
enqueue_at_head(assignment, now)
return with_rank(assignment)
