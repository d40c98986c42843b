-- Ends one lease of a user. After the last lease the user is offline.
--
-- KEYS          as in presence.lua
-- ARGV[1] string user
-- ARGV[2] string node
-- ARGV[3] int    now, ms
-- returns 1 if there was such a lease, else 0

local user, node, now = unpack(ARGV)

return end_lease(user, node, now) and 1 or 0
