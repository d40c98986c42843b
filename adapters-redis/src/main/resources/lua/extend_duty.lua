-- Keeps a kefu on duty and online for a lease.
--
-- KEYS          as in presence.lua
-- ARGV[1] string kefu
-- ARGV[2] string chosen status, or '' to keep the last chosen one
-- ARGV[3] int    maximum number of sessions
-- ARGV[4] string skills, separated by commas
-- ARGV[5] int    now, ms
-- ARGV[6] int    end of the lease, ms
-- ARGV[7] int    lifetime of counts, ms
-- ARGV[8] string 'login' or 'heartbeat'
-- returns the kefu's status; 'offline' if the duty ended after the heartbeat was sent, in which case nothing changes

local kefu, chosen, limit, skills, now, lease_end, kept_for, cause = unpack(ARGV)
now = tonumber(now)

local duty = read_duty(DUTIES, kefu)
local former_lease_end = duty and duty.lease_end or 0
if not duty then
  local ended = cause == 'heartbeat' and redis.call('ZSCORE', OFF_DUTY, kefu)
  if ended and tonumber(ended) >= now then return 'offline' end
  duty = {status = 'online', limit = limit, assigned = '0', skills = skills}
elseif cause == 'login' then
  -- A further login keeps the chosen status while the lease holds. After that, the status is online again.
  if former_lease_end <= now then duty.status = 'online' end
  duty.limit, duty.skills = limit, skills
end
-- A heartbeat keeps limit and skills, because it may know old ones. update_service changes them.
if chosen ~= '' then duty.status = chosen end
duty.lease_end = lease_end

count_online_time(kefu, former_lease_end, now, kept_for)
write_duty(DUTIES, kefu, duty)
renew_lease(kefu, '', now, lease_end)
return duty.status
