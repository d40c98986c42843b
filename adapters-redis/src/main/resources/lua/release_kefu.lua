-- Returns all sessions of a kefu to the head of the queue.
--
-- KEYS          as in desk.lua
-- ARGV[1] string kefu
-- ARGV[2] int    now, ms
-- returns {{assignment, rank in the queue from 0}, ...} in the order of opening

local kefu, now = unpack(ARGV)

local released = {}
release(kefu, now, released)
return all_with_ranks(released)
