-- Changes the limit and the skills of a kefu on duty.
--
-- KEYS          as in presence.lua
-- ARGV[1] string kefu
-- ARGV[2] int    maximum number of sessions
-- ARGV[3] string skills, separated by commas
-- returns 1 if the kefu is on duty, else 0

local kefu, limit, skills = unpack(ARGV)

local duty = read_duty(DUTIES, kefu)
if not duty then return 0 end
duty.limit, duty.skills = limit, skills
write_duty(DUTIES, kefu, duty)
return 1
