-- Replaces fields of a user that exists.
--
-- KEYS 1  hash     the user's record
-- ARGV 1… pairs    fields and their new values; an empty value removes the field
-- Returns integer  1, or 0 if there is no such user

if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end

for i = 1, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
return 1
