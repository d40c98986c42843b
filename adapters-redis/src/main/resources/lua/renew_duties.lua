-- Renews the leases of kefu. Kefu who are not on duty are ignored.
--
-- KEYS          as in presence.lua
-- ARGV[1] int    now, ms
-- ARGV[2] int    end of the lease, ms
-- ARGV[3] int    lifetime of counts, ms
-- ARGV[4...] string kefu
-- returns the number of kefu whose lease had run out

local now, lease_end, kept_for = unpack(ARGV, 1, 3)
now = tonumber(now)

local run_out = 0
for i = 4, #ARGV do
  local kefu = ARGV[i]
  local duty = read_duty(DUTIES, kefu)
  if duty then
    count_online_time(kefu, duty.lease_end, now, kept_for)
    if duty.lease_end <= now then run_out = run_out + 1 end
    duty.lease_end = lease_end
    write_duty(DUTIES, kefu, duty)
    renew_lease(kefu, '', now, lease_end)
  end
end
return run_out
