-- Reads a page of the queue.
--
-- KEYS          as in desk.lua
-- ARGV[1] int    number of sessions to skip
-- ARGV[2] int    maximum number of sessions
-- returns {length of the queue, {assignment, ...}}

local offset, limit = unpack(ARGV)

return {redis.call('ZCARD', QUEUE), page_of_queue(offset, limit)}
