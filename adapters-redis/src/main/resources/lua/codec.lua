-- Values of several fields in the hashes of the desk. This file precedes every script that reads or writes them.
-- The fields are separated by spaces. No field contains a space.

-- A kefu on duty. The Java class Duty has the same fields in the same order.
local DUTY_FIELDS = {'status', 'lease_end', 'limit', 'assigned', 'skills'}

local function decode(fields, text)
  local values, i = {}, 1
  for value in (text .. ' '):gmatch('([^ ]*) ') do
    values[fields[i]] = value
    i = i + 1
  end
  return values
end

local function encode(fields, values)
  local texts = {}
  for i, field in ipairs(fields) do
    texts[i] = values[field] or ''
  end
  return table.concat(texts, ' ')
end

-- Returns a kefu on duty; nil for a kefu who is not on duty.
local function read_duty(duties_key, kefu)
  local text = redis.call('HGET', duties_key, kefu)
  if not text then return nil end
  local duty = decode(DUTY_FIELDS, text)
  duty.lease_end, duty.limit = tonumber(duty.lease_end), tonumber(duty.limit)
  return duty
end

local function write_duty(duties_key, kefu, duty)
  redis.call('HSET', duties_key, kefu, encode(DUTY_FIELDS, duty))
end

