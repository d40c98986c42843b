-- Changes what a kefu on duty may and can do.
-- KEYS[1] hash   kefu on duty
-- ARGV[1] string kefu
-- ARGV[2] int    most sessions at a time
-- ARGV[3] string skills with commas
-- returns 1 if the kefu is on duty, else 0

local duty = redis.call('HGET', KEYS[1], ARGV[1])
if not duty then return 0 end
local status, lease_end, assigned = duty:match('^([^ ]*) ([^ ]*) [^ ]* ([^ ]*) ')
redis.call('HSET', KEYS[1], ARGV[1], table.concat({status, lease_end, ARGV[2], assigned, ARGV[3]}, ' '))
return 1
