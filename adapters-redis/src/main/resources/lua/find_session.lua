-- Reads the assignment of an open session.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- returns {assignment, rank in the queue from 0 or nil}; {} if the session is not open

local session = ARGV[1]

local assignment = read_assignment(session)
return assignment and with_rank(assignment) or {}
